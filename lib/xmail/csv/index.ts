export { type CsvRecord, parseCsv } from './parse-csv'
export { printCsv, readCell } from './print-csv'
