/**
 * Who may import whom (docs/ARCHITECTURE.md). Each room lists the rooms and packages it may reach; anything else is an
 * error. `npm run lint` also runs these rules over test/fixtures/planted and fails unless each planted violation is
 * found: with a parser that looks at nothing, every tree is clean.
 */
const inside = (...rooms) => rooms.map((room) => `^${room}/`)
const npm = (...names) => names.map((name) => `(^|/)node_modules/${name}/`)
const NODE = [
  '^node:',
  '^(fs|net|tls|dgram|os|path|crypto|stream|events|util|url|http|https|child_process|dns|zlib|buffer)(/|$)',
]

/** Tests, and what only tests import: they may reach into any room. */
const TEST_FILES = '\\.test\\.tsx?$|/(testing|contract)/|/contract\\.ts$|/read-as-c\\.ts$'

/** One rule a room: it may import only what is listed. */
function room(name, from, allowed, notFrom = []) {
  return {
    name,
    severity: 'error',
    from: { path: from, pathNot: [TEST_FILES, ...notFrom] },
    to: { pathNot: allowed },
  }
}

module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      from: { pathNot: 'node_modules' },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-to-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: 'server-only' },
    },
    room('errors-room', '^lib/errors/', inside('lib/errors')),
    room('xmail-room', '^lib/xmail/', [...inside('lib/xmail', 'lib/errors'), ...npm('zod')]),
    room('people-room', '^lib/people/', [...inside('lib/people', 'lib/xmail', 'lib/errors'), ...npm('zod')]),
    room(
      'mailroot-room',
      '^lib/mailroot/',
      [...inside('lib/mailroot', 'lib/xmail', 'lib/errors'), ...NODE, ...npm('zod')],
      ['^lib/mailroot/sftp/'],
    ),
    room('sftp-room', '^lib/mailroot/sftp/', [
      ...inside('lib/mailroot', 'lib/xmail', 'lib/errors'),
      ...NODE,
      ...npm('ssh2', 'ssh2-sftp-client', '@types/ssh2', '@types/ssh2-sftp-client'),
    ]),
    // node-forge for PKCS#12 alone: Node reads everything else itself, and makes the keys.
    room('certificates-room', '^lib/certificates/', [
      ...inside('lib/certificates', 'lib/errors'),
      ...NODE,
      ...npm('@peculiar/x509', 'reflect-metadata', 'node-forge', '@types/node-forge'),
    ]),
    room('changes-room', '^lib/changes/', [
      ...inside('lib/changes', 'lib/xmail', 'lib/people', 'lib/errors'),
      '^lib/mailroot/store\\.ts$',
      ...npm('zod', 'diff'),
    ]),
    room('db-room', '^lib/db/', [
      ...inside('lib/db', 'lib/xmail', 'lib/people', 'lib/errors'),
      ...NODE,
      ...npm('kysely', 'libsql', 'pg', 'server-only'),
    ]),
    room('practice-room', '^lib/practice/', [...inside('lib/practice', 'lib/xmail', 'lib/errors'), ...NODE]),
    room('probe-room', '^lib/probe/', [...inside('lib/probe', 'lib/xmail', 'lib/errors'), ...NODE]),
    room('server-room', '^lib/server/', [
      '^lib/',
      '^messages/',
      ...NODE,
      ...npm(
        'next',
        'next-intl',
        'better-auth',
        '@better-auth',
        'pino',
        'zod',
        'react',
        '@types/react',
        'server-only',
        'kysely',
      ),
    ]),
    room('app-room', '^app/', [
      ...inside('app', 'components', 'lib/server', 'lib/xmail', 'lib/errors', 'lib/people'),
      '^lib/mailroot/connection\\.ts$',
      '\\.css$',
      ...npm('next', 'next-intl', 'react', '@types/react', 'server-only', 'zod', 'lucide-react'),
    ]),
    // The command line says what pages say: the sentences of effects and assertions are data, without React.
    room('cli-room', '^(cli|bin)/', [
      ...inside('cli', 'lib/xmail', 'lib/errors', 'lib/certificates'),
      '^components/changes/(statements|words-of-state)\\.ts$',
      '^components/simulator/tell-fact\\.ts$',
      '^components/assertions/tell-(sentence|wrong-entry)\\.ts$',
      '^messages/en/',
      ...NODE,
      ...npm('next-intl', 'tsx'),
    ]),
    {
      name: 'components-room',
      severity: 'error',
      from: { path: '^components/', pathNot: TEST_FILES },
      to: {
        path: ['^app/', '^lib/(server|mailroot|db|practice|changes|certificates|probe)/', ...NODE],
        pathNot: ['^lib/mailroot/connection\\.ts$'],
      },
    },
    {
      name: 'ui-room',
      severity: 'error',
      from: { path: '^components/ui/' },
      to: { path: ['^components/(?!ui/)', '^lib/(?!errors/)', '^app/'] },
    },
    {
      name: 'process-env-room',
      severity: 'error',
      from: { pathNot: ['^lib/server/', '^scripts/', '^test/', '^e2e/', '\\.test\\.ts$'] },
      to: { path: '^lib/server/env\\.ts$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['^\\.next', 'lib/practice/sample'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
}
