import {
  CONSOLE_PERMISSIONS,
  can,
  type Permission,
  ROLES,
  type Role,
  SERVER_PERMISSIONS,
} from '@/lib/people/roles'
import { readSource } from './entrances'

export interface Asking {
  /** Actions; queries and routes: by name, with the permission that each asks for. */
  readonly actions: readonly (readonly [string, Permission])[]
  readonly queries: readonly (readonly [string, Permission])[]
}

/** docs/PERMISSIONS.md. */
export function printPermissions({ actions, queries }: Asking): string {
  const onServers = ROLES.filter((role) => role !== 'by-server')
  return [
    '# Permissions',
    '',
    'Made from `lib/people/roles.ts` and from every action and query by `test/permissions.test.ts`, which also tries each of them with each role. Do not edit it: `npx vitest run test/permissions.test.ts -u` writes it.',
    '',
    'A person has one role in the console, or one on each of some servers (`by-server`). On a server where somebody has no role, that server does not exist for them: pages answer “not found”, actions `NOT_FOUND`, lists leave it out. `owner` can only be had in the console.',
    '',
    '## On a server',
    '',
    ...printTable(SERVER_PERMISSIONS, onServers),
    '',
    '## In the console',
    '',
    ...printTable(CONSOLE_PERMISSIONS, ROLES),
    '',
    '## What asks for it',
    '',
    'Beyond these, an edit asks for what it would do: `lib/people/edit-permissions.ts`.',
    '',
    '| permission | actions | queries and routes |',
    '| --- | --- | --- |',
    ...[...SERVER_PERMISSIONS, ...CONSOLE_PERMISSIONS].map(
      (permission) => `| \`${permission}\` | ${names(actions, permission)} | ${names(queries, permission)} |`,
    ),
    '',
    'Anybody may call `signIn`, `setUp`, `setPassword` (which take a password, or a one-time token) and `signOut`. `listServerLinks` gives everybody the servers that there are for them.',
    '',
  ].join('\n')
}

function printTable(permissions: readonly Permission[], roles: readonly Role[]): string[] {
  return [
    `| permission | what it is | ${roles.join(' | ')} |`,
    `| --- | --- |${' --- |'.repeat(roles.length)}`,
    ...permissions.map(
      (permission) =>
        `| \`${permission}\` | ${explain(permission)} | ${roles.map((role) => (can(role, permission) ? 'yes' : '–')).join(' | ')} |`,
    ),
  ]
}

/** The comment above a permission where it is defined. */
function explain(permission: Permission): string {
  const source = readSource('lib/people/roles.ts')
  const above = source.slice(0, source.indexOf(`  '${permission}',`))
  const comment = above.slice(above.lastIndexOf('/**'))
  return comment
    .replaceAll(/\/\*\*|\*\//g, '')
    .replaceAll(/^\s*\*/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function names(asking: Asking['actions'], permission: Permission): string {
  const found = asking.filter(([, asked]) => asked === permission).map(([name]) => `\`${name}\``)
  return [...new Set(found)].sort().join(', ') || '–'
}
