export { type CsvForm, type CsvReading, cell, withoutHead } from './csv-form'
export { HNPROP_CSV, IPPROP_CSV } from './properties-csv'
export { SPAM_ADDRESS_CSV } from './spam-address-csv'
export { SPAMMERS_CSV } from './spammers-csv'
