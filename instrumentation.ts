/** Next runs this once when the server starts, before the first request. */
export async function register(): Promise<void> {
  // Not in the build, which needs no settings, and not in the edge runtime, which has no files.
  if (process.env.NEXT_RUNTIME !== 'nodejs' || process.env.NEXT_PHASE === 'phase-production-build') return
  const { start } = await import('./lib/server/start')
  await start()
}
