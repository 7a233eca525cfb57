// Applies the committed migrations to DATABASE_URL (or DIRECT_DATABASE_URL, where that goes through a pooler).
import { applyMigrations } from './shared/schema-engine.mjs';

const url = process.env.DIRECT_DATABASE_URL ?? process.env.DATABASE_URL;
if (!url) {
  console.error('DATABASE_URL is not set: name the PostgreSQL database to migrate.');
  process.exit(1);
}
try {
  const applied = await applyMigrations(url);
  console.log(applied.length ? `Applied ${applied.join(', ')}.` : 'The database is up to date.');
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
