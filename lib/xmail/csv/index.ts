export { type CsvRecord, parseCsv, parseCsvInSteps } from './parse-csv'
export { printCsv, readCell } from './print-csv'
