import { DiffLayoutChoice } from './diff-layout-choice'
import { DiffView } from './diff-view'
import type { ShownFileDiff } from './shown-diff'

/** The diffs of several files, with the choice of how they are shown. */
export function DiffList({ files }: { files: readonly ShownFileDiff[] }) {
  return (
    <>
      {files.some(({ hunks }) => hunks.length > 0) && <DiffLayoutChoice className="mb-2" />}
      <div className="space-y-4">
        {files.map((file) => (
          <DiffView key={file.path} file={file} />
        ))}
      </div>
    </>
  )
}
