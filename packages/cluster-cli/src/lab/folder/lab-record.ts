import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileErrorOf } from '../../files/file-error.ts'
import { replaceFile } from '../../files/replace-file.ts'
import { LabError } from '../lab-error.ts'
import type { LabDoors } from '../processes/lab-doors.ts'

/** What `lab.json` says about a started lab: how to find it. Nothing secret. */
export interface LabRecord {
  readonly format: 'understudy-lab-1'
  readonly name: string
  readonly state: 'starting' | 'running'
  /** The supervisor, and its loopback port for requests. */
  readonly pid: number
  readonly controlPort: number
  readonly hubPort: number | null
  /** Where its console is on loopback; null = it has none. */
  readonly consolePort: number | null
  /** How programs from outside enter the lab's network. */
  readonly doors: LabDoors
  /** Process name -> where it is. */
  readonly processes: Readonly<Record<string, ProcessPlace>>
}

/** A process of the lab and its loopback ports: where an appliance listens, and where Prometheus asks (LAB-04). */
export interface ProcessPlace {
  readonly pid: number
  readonly port: number | null
  readonly metricsPort: number | null
}

/**
 * Claims the folder for one supervisor: false if there is another record. Throws a LabError if it cannot be written.
 */
export function createRecord(file: string, record: LabRecord): boolean {
  try {
    writeFileSync(file, textOf(record), { flag: 'wx', mode: 0o600 })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw new LabError(`cannot write ${file}: ${fileErrorOf(error)}`)
  }
}

/** Throws a LabError if it cannot be written. */
export function updateRecord(file: string, record: LabRecord): void {
  try {
    replaceFile(file, textOf(record), 0o600)
  } catch (error) {
    throw new LabError(`cannot write ${file}: ${fileErrorOf(error)}`)
  }
}

export const removeRecord = (file: string): void => rmSync(file, { force: true })

/** The record, or undefined if there is none or it is incomplete. */
export function readRecord(file: string): LabRecord | undefined {
  try {
    const record = JSON.parse(readFileSync(file, 'utf8')) as LabRecord | null
    return record?.format === 'understudy-lab-1' ? record : undefined
  } catch {
    return undefined
  }
}

const textOf = (record: LabRecord): string => `${JSON.stringify(record, null, 2)}\n`
