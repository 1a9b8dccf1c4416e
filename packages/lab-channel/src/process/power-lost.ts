/** An appliance whose host has lost its power ends with this: whoever keeps the lab's processes starts it again (NET-12). */
export const powerLostExitCode = 86
