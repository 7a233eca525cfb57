// Generates the Prisma client into prisma/generated, without a network.
import { generatePrismaClient } from './shared/generate.mjs';

console.log(generatePrismaClient() ? 'Generated the Prisma client.' : 'The Prisma client is up to date.');
