import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';

/**
 * @typedef {object} PostgresUser
 * @property {(file: string, args: string[]) => { file: string, args: string[], options: { uid?: number, gid?: number, cwd?: string } }} command
 * @property {(file: string) => void} own gives a new folder or file to the user that Postgres will run as
 */

/**
 * How to run Postgres, which refuses to run as root.
 *
 * An ordinary user runs it as is. Root runs it in a user namespace where root bears another number: no system user is
 * needed, the data stay root's, and folders closed to others stay readable. Where namespaces are forbidden, root
 * changes to a system user, who must be able to reach the binaries and the data.
 *
 * @param {string} binDir
 * @returns {PostgresUser | { reason: string }}
 */
export function asPostgresUser(binDir) {
  if (process.getuid?.() !== 0) return { command: (file, args) => ({ file, args, options: {} }), own: () => {} };

  const user = systemUser();
  if (!user) return { reason: 'Postgres refuses to run as root and /etc/passwd names no other user' };
  const namespace = ['-U', `--map-user=${user.uid}`, `--map-group=${user.gid}`];
  if (spawnSync('unshare', [...namespace, 'true']).status === 0) {
    return {
      command: (file, args) => ({ file: 'unshare', args: [...namespace, file, ...args], options: {} }),
      own: () => {},
    };
  }

  const options = { uid: user.uid, gid: user.gid, cwd: '/' };
  const postgres = path.join(binDir, 'postgres');
  if (spawnSync(postgres, ['--version'], options).status !== 0) {
    return {
      reason: `Postgres refuses to run as root, user namespaces are forbidden, and the user ${user.name} cannot reach ${postgres}`,
    };
  }
  return {
    command: (file, args) => ({ file, args, options }),
    own: (file) => fs.chownSync(file, user.uid, user.gid),
  };
}

/** The least privileged user there is by name; initdb insists that its user has one. */
function systemUser() {
  const users = fs
    .readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
  return (
    users.find(({ name }) => name === 'postgres') ??
    users.find(({ name }) => name === 'nobody') ??
    users.find(({ uid }) => uid > 0)
  );
}
