export { type JsonPath, type JsonReading, readJson } from './read-json'
