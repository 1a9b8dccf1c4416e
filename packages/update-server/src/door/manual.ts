/** What the door says to somebody who only looks at it. */
export const manual = (url: string): string =>
  `The update server, as a machine with unrestricted access sees it. For an appliance that cannot reach it:

1. The Appliance Download Key of /appliance > Support > Updates, saved as key.txt: understudy do a make-download-key
2. curl --data-binary @key.txt ${url}
   prints a link to each package that is offered to that appliance.
3. curl -OJ LINK
   saves the package. Each can be fetched once; after that, support has it.
4. Upload it at Manual Installation within 14 days.`
