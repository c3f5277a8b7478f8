export {
  compareRows,
  type DraftedTable,
  type DraftRow,
  mergeInFileOrder,
} from '@/lib/xmail/tables/draft-rows'
