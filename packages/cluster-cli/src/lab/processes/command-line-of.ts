import { execFileSync } from 'node:child_process'

/** What tells a process's command line, by platform (NET-11); POSIX has `ps`, Windows its management objects. */
const asking: Readonly<Partial<Record<NodeJS.Platform, (pid: number) => [string, string[]]>>> = {
  win32: (pid) => [
    'powershell',
    [
      '-NoProfile',
      '-Command',
      `(Get-CimInstance Win32_Process -Filter 'ProcessId = ${pid}').CommandLine`,
    ],
  ],
}

const byPs = (pid: number): [string, string[]] => ['ps', ['-ww', '-o', 'args=', '-p', String(pid)]]

/** With which words that process was started. Empty where there is none, or nobody tells. */
export function commandLineOf(pid: number): string {
  const [program, args] = (asking[process.platform] ?? byPs)(pid)
  try {
    return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
  } catch {
    return ''
  }
}
