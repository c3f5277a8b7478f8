import { spawn } from 'node:child_process'

/** Runs a command to its end. Resolves with its output; rejects with the last part of it when the exit code is not 0. */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        output += chunk
        if (options.echo) process.stdout.write(chunk)
      })
    }
    child.on('error', (error) => reject(Object.assign(error, { output })))
    child.on('close', (code) => {
      if (code === 0) resolve(output)
      else
        reject(
          Object.assign(new Error(`${command} ${args.join(' ')} ended with ${code}`), {
            output: output.slice(-6000),
            code,
          }),
        )
    })
  })
}
