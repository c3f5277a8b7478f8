import { runCommand } from './run-command'

/** The command itself: what it prints goes to this process, and its exit code is the process’s. */
export async function main(): Promise<void> {
  process.exitCode = await runCommand(process.argv.slice(2), {
    print: (text) => process.stdout.write(`${text}\n`),
    complain: (text) => process.stderr.write(`${text}\n`),
    nowMs: Date.now(),
  })
}
