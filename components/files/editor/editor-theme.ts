import { EditorView } from '@codemirror/view'

/** The editor in the console's own colours, which change with its theme. */
export const editorTheme = EditorView.theme({
  '&': { fontSize: '0.8125rem', backgroundColor: 'var(--raised)', color: 'var(--ink)', height: '65dvh' },
  '&.cm-focused': { outline: '2px solid var(--ink)', outlineOffset: '2px' },
  '.cm-scroller': { fontFamily: 'var(--font-mono, monospace)', lineHeight: '1.6', overflowX: 'hidden' },
  '.cm-content': { caretColor: 'var(--ink)', overflowWrap: 'anywhere' },
  '.cm-gutters': { backgroundColor: 'var(--sunken)', color: 'var(--ink-3)', border: 'none' },
  '.cm-gutters-before': { borderRight: '1px solid var(--line)' },
  '.cm-gutters-after': { borderLeft: '1px solid var(--line)' },
  '.cm-activeLine': { backgroundColor: 'color-mix(in srgb, var(--ink) 4%, transparent)' },
  '.cm-gutters-before .cm-activeLineGutter': {
    backgroundColor: 'transparent',
    color: 'var(--ink)',
    fontWeight: '600',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, .cm-content ::selection':
    { backgroundColor: 'var(--closes-line)' },
  '.cm-cursor': { borderLeftColor: 'var(--ink)' },

  '.cm-gutters-after .cm-activeLineGutter': { backgroundColor: 'transparent', color: 'inherit' },

  '.cm-x-comment': { color: 'var(--ink-3)', fontStyle: 'italic' },
  '.cm-x-first': { fontWeight: '600' },
  '.cm-x-quote': { color: 'var(--ink-3)' },
  '.cm-x-lost': { color: 'var(--ink-3)', textDecoration: 'line-through' },
  '.cm-x-tab': { position: 'relative' },
  '.cm-x-tab::before': { content: '"→"', position: 'absolute', left: '0.2em', color: 'var(--ink-3)' },
  '.cm-x-blanks': { backgroundColor: 'var(--opens-soft)', outline: '1px solid var(--opens-line)' },
  '.cm-x-over': { backgroundColor: 'var(--broken-soft)', textDecoration: 'underline wavy var(--broken)' },
  '.cm-specialChar': { color: 'var(--broken)', fontWeight: '600' },

  '.cm-notes': { width: '24rem', fontFamily: 'var(--font-sans, sans-serif)' },
  '.cm-notes .cm-gutterElement': { padding: '0 0.75rem', overflow: 'hidden' },
  '.cm-note': { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '.cm-note-quiet': { color: 'var(--ink-2)' },
  '.cm-note-faint': { color: 'var(--ink-3)' },
  '.cm-note-opens': { color: 'var(--opens)' },
  '.cm-note-broken': { color: 'var(--broken)' },
  // Where there is no room beside the lines, the line of the cursor is read out below.
  '@media (max-width: 80rem)': { '.cm-notes': { width: '16rem' } },
  '@media (max-width: 60rem)': { '.cm-gutters-after': { display: 'none' } },

  '.cm-panels': { backgroundColor: 'var(--sunken)', color: 'var(--ink)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { fontSize: '0.8125rem', fontFamily: 'var(--font-sans, sans-serif)' },
  '.cm-panel button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--raised)',
    border: '1px solid var(--line-strong)',
    borderRadius: '5px',
  },
  '.cm-textfield': { backgroundColor: 'var(--raised)', border: '1px solid var(--line-strong)' },
  '.cm-searchMatch': { backgroundColor: 'var(--opens-soft)', outline: '1px solid var(--opens-line)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--opens-line)' },
})
