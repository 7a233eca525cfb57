// Says which imports break the order of the house; part of the lint suite.
import { findImportViolations } from './shared/import-direction.mjs';

const violations = findImportViolations();
for (const violation of violations) console.error(violation);
if (violations.length) process.exitCode = 1;
