/**
 * The exit code of an appliance whose host has lost power: whoever keeps the lab's processes starts it again (NET-12).
 */
export const powerLostExitCode = 86
