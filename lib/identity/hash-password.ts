import { hash, verify } from '@node-rs/argon2';

/** Argon2id as OWASP asks for. Takes about 30 ms of a core, so it never happens inside a transaction. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** The hash of a random password that nobody knows, made with the same cost. */
export const nobodysHash =
  '$argon2id$v=19$m=19456,t=2,p=1$dR3zyuNy5HfFLq9T2av1hQ$8H1p/otnXuPRkrPnhwXntUt/uYaYCxYKICnIa4m6FB4';

export function hashPassword(password: string): Promise<string> {
  return hash(password, cost);
}

/** Whether the password is the one of this hash. Without a hash (an unknown account) it takes the same time and is always wrong. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  const right = await verify(passwordHash ?? nobodysHash, password);
  return right && passwordHash !== null;
}
