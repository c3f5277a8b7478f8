import { type Extension, RangeSet, RangeSetBuilder, StateEffect, StateField } from '@codemirror/state'
import { type EditorView, GutterMarker, gutter } from '@codemirror/view'

/** What stands beside a line. */
export interface LineNote {
  readonly text: string
  readonly look: 'quiet' | 'faint' | 'opens' | 'broken'
}

/** The notes of a text; made one by one, when their line comes into sight. */
export interface LineNotes {
  /** Lines of the text that they are of. */
  readonly count: number
  readonly noteOf: (line: number) => LineNote | null
}

const SIGNS = { quiet: '', faint: '', opens: '△ ', broken: '⊗ ' } as const

class NoteMarker extends GutterMarker {
  readonly #line: number
  readonly #notes: LineNotes
  #note: LineNote | null | undefined

  constructor(line: number, notes: LineNotes) {
    super()
    this.#line = line
    this.#notes = notes
  }

  get note(): LineNote | null {
    this.#note ??= this.#notes.noteOf(this.#line)
    return this.#note
  }

  override eq(other: GutterMarker): boolean {
    return (
      other instanceof NoteMarker &&
      other.note?.text === this.note?.text &&
      other.note?.look === this.note?.look
    )
  }

  override toDOM(): Node {
    const element = document.createElement('span')
    const { note } = this
    if (!note) return element
    element.className = `cm-note cm-note-${note.look}`
    element.textContent = SIGNS[note.look] + note.text
    element.title = note.text
    return element
  }
}

const setNotes = StateEffect.define<RangeSet<GutterMarker>>()

/** Markers move with the text until the next notes come. */
const notesField = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(markers, transaction) {
    for (const effect of transaction.effects) if (effect.is(setNotes)) return effect.value
    return markers.map(transaction.changes)
  },
})

/** A column at the right with a note beside each line. */
export function lineNotes(): Extension {
  return [
    notesField,
    gutter({ class: 'cm-notes', side: 'after', markers: (view) => view.state.field(notesField) }),
  ]
}

/** Shows notes. Those of a text that is no longer there are passed over: newer ones are on their way. */
export function showNotes(view: EditorView, notes: LineNotes): void {
  const { doc } = view.state
  // The editor has one more line where the text ends with LF.
  if (doc.lines - notes.count > 1 || doc.lines < notes.count) return
  const builder = new RangeSetBuilder<GutterMarker>()
  let at = 0
  let index = 0
  for (
    let lines = doc.iterLines(), next = lines.next();
    !next.done && index < notes.count;
    next = lines.next()
  ) {
    builder.add(at, at, new NoteMarker(index, notes))
    at += next.value.length + 1
    index++
  }
  view.dispatch({ effects: setNotes.of(builder.finish()) })
}
