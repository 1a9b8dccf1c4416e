/*
 * Prometheus' text about a process (LAB-04), for whoever serves it at a door of its own. A program hands its measures to
 * `runProgram` instead, which opens the door. Apart from the main index because of the library.
 */

export { MetricsRegistry } from './registry.ts'
