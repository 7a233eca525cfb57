import { cloneTemplate } from '@/lib/db/test-database';

// Before any module of the test reads the environment.
process.env.DATABASE_URL = await cloneTemplate();
