import type { ExtraProps } from 'react-markdown'
import { anchorOf } from './read-chapter'

type HastElement = NonNullable<ExtraProps['node']>
type HastNode = HastElement['children'][number]
interface HastParent {
  readonly children: readonly (HastNode | { readonly type: 'doctype' })[]
}

/** A plug-in for rehype: gives each heading its anchor, and each cell of a table the name of its column. */
export function prepareElements() {
  return (tree: HastParent): void => visit(tree)
}

function visit(parent: HastParent): void {
  for (const node of elementsOf(parent)) {
    if (/^h[2-6]$/.test(node.tagName)) node.properties.id = anchorOf(textOf(node))
    else if (node.tagName === 'table') labelCells(node)
    visit(node)
  }
}

/** On a narrow page the cells of a row stand below each other, without the head. */
function labelCells(table: HastElement): void {
  const [head, body] = elementsOf(table)
  const names = head ? elementsOf(head).flatMap(elementsOf).map(textOf) : []
  for (const row of body ? elementsOf(body) : []) {
    for (const [column, cell] of elementsOf(row).entries()) {
      const name = names[column]
      if (column > 0 && name) cell.properties.dataColumn = name
    }
  }
}

function elementsOf(parent: HastParent): HastElement[] {
  return parent.children.filter((node) => node.type === 'element')
}

function textOf(parent: HastParent): string {
  return parent.children
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node) : ''))
    .join('')
}
