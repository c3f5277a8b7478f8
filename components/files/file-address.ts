/** The address of a file's editor. `base`: that of the server's pages. */
export function fileAddress(base: string, path: string): string {
  return `${base}/files/${path.split('/').map(encodeURIComponent).join('/')}`
}
