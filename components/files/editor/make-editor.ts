import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { EditorState, type Extension, type Text } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from '@codemirror/view'
import { editorTheme } from './editor-theme'
import { highlightLines, type TextForm } from './highlight-lines'
import { lineNotes } from './line-notes'

export interface EditorOptions {
  readonly parent: HTMLElement
  readonly text: string
  readonly form: TextForm
  readonly readOnly: boolean
  readonly label: string
  /** Id of the element that says how to leave the editor by keyboard. */
  readonly describedBy: string
  /** The editor's own words, by CodeMirror's English ones. */
  readonly phrases: Readonly<Record<string, string>>
  readonly onText: (text: Text) => void
  /** The line of the cursor, from 0. */
  readonly onLine: (line: number) => void
}

/** An editor of a MailRoot file, in the page from now on. */
export function makeEditor(options: EditorOptions): EditorView {
  const { parent, text, form, readOnly, label, describedBy, phrases, onText, onLine } = options
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        // LF alone divides lines for XMail, too: a CR inside of one is a character of it.
        EditorState.lineSeparator.of('\n'),
        EditorState.tabSize.of(4),
        EditorState.readOnly.of(readOnly),
        EditorState.phrases.of(phrases),
        EditorView.contentAttributes.of({
          'aria-label': label,
          'aria-describedby': describedBy,
          'aria-readonly': String(readOnly),
          // An element that can be edited takes the focus anyway; said so, whoever checks the page sees it too.
          tabindex: '0',
          spellcheck: 'false',
          autocorrect: 'off',
          autocapitalize: 'off',
        }),
        EditorView.lineWrapping,
        EditorView.clipboardInputFilter.of((pasted) => pasted.replace(/\r\n?/g, '\n')),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) onText(update.state.doc)
          const { doc, selection } = update.state
          if (update.docChanged || update.selectionSet) onLine(doc.lineAt(selection.main.head).number - 1)
        }),
        history(),
        drawSelection(),
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        highlightSelectionMatches(),
        highlightSpecialChars({ addSpecialChars: /[\uf780-\uf7ff]/g, render: showByte }),
        highlightLines(form),
        lineNotes(),
        search({ top: true }),
        editorTheme,
        keys(readOnly),
      ],
    }),
  })
}

/** TAB divides the fields of these files, so the key writes one. Escape before it gives it back to the browser. */
function keys(readOnly: boolean): Extension {
  const writeTab = (view: EditorView) => {
    view.dispatch(view.state.replaceSelection('\t'), { userEvent: 'input', scrollIntoView: true })
    return true
  }
  return keymap.of([
    ...(readOnly ? [] : [{ key: 'Tab', run: writeTab }]),
    ...searchKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ])
}

/** A byte that is no text, or a character that cannot be seen, as its number. */
function showByte(code: number, description: string | null): HTMLElement {
  const element = document.createElement('span')
  const isByte = code >= 0xf780 && code <= 0xf7ff
  const number = (isByte ? code - 0xf700 : code).toString(16).toUpperCase().padStart(2, '0')
  element.className = 'cm-specialChar'
  element.textContent = `‹${number}›`
  element.title = description ?? number
  return element
}

/** Puts another text in the place of all that is there. */
export function replaceText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } })
}

/** Puts the cursor at the beginning of a line, counted from 0, and shows it. */
export function goToLine(view: EditorView, line: number): void {
  const { from } = view.state.doc.line(Math.min(line + 1, view.state.doc.lines))
  view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: 'center' }) })
  view.focus()
}
