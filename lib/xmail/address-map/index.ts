export { type AddressMap, type MapAnswer, makeAddressMap } from './address-map'
export {
  ALL_OF_IPV4,
  type Block,
  blockAt,
  endOfBlock,
  formatBlock,
  holdsBlock,
  readBlock,
  sizeOfBlock,
} from './block'
export { blockOfCell, cellOfAddress, cellsAlongCurve, cellsOf, type Grid, gridOf } from './grid'
export { type Point, placeOfPoint, pointOfPlace } from './hilbert'
export { type BlockPart, inspectBlock } from './inspect-block'
export { FILES_OF_LENS } from './lenses'
export {
  CHANGES,
  type Change,
  type MapClass,
  type MapView,
  type RangeWords,
  viewOfChange,
  viewOfMap,
  wordsOfRange,
} from './map-view'
export { DOES, DOES_OF_LENS, type Does, LENSES, type Lens, type Outcome, type Ruled } from './outcome'
export { rangeAt } from './ranges'
export { countsOfCell, type Raster, rasterise } from './raster'
export { sharePixels } from './share-pixels'
export { type SpecialRange, type SpecialUse, specialRangesOf } from './special-ranges'
export {
  addressesOfRow,
  findTableRows,
  type RowAddresses,
  type TableFilter,
  type TableRow,
} from './table-rows'
export { BLOCK_ORDER, crumbsOf, DEEPEST_ZOOM, zoomFor, zoomOfAddress, zoomOut } from './zoom'
export { zoomOfChange } from './zoom-of-change'
