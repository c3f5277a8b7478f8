// `npm start`: runs the built console. Settings come from the environment (README); lib/server/env.ts checks them all.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isIP } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))

if (!existsSync(join(root, '.next', 'BUILD_ID'))) {
  console.error('.next missing: run npm run build first')
  process.exit(1)
}

// The same rule as in lib/server/env.ts: a machine's name in HOSTNAME, which shells and containers set by themselves,
// must not open the console to the network.
const wished = process.env.HOSTNAME ?? ''
const hostname = isIP(wished) !== 0 || wished === 'localhost' ? wished : '127.0.0.1'
const port = process.env.PORT || '3000'

const next = createRequire(import.meta.url).resolve('next/dist/bin/next')
const server = spawn(process.execPath, [next, 'start', '--hostname', hostname, '--port', port], {
  cwd: root,
  env: { ...process.env, HOSTNAME: hostname, PORT: port, NEXT_TELEMETRY_DISABLED: '1' },
  stdio: 'inherit',
})

// Whoever ends this process means the server.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
