import { languageFor, type Words } from '@understudy/appliance-pages'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { chosenLanguage } from './page-cookies.ts'
import type { PageSite } from './page-ports.ts'

/** The words of whoever asks (WEB-05). */
export const wordsFor = (site: PageSite, request: FastifyRequest): Words =>
  site.pages.words(languageFor(chosenLanguage(request), request.headers['accept-language']))

export const sendHtml = (reply: FastifyReply, status: number, html: string): FastifyReply =>
  reply
    .code(status)
    .header('vary', 'accept-language, cookie')
    .type('text/html; charset=utf-8')
    .send(html)

/** What was looked at by that request, and how. */
export const queryOf = ({ query }: FastifyRequest) =>
  query as Readonly<Record<string, string | readonly string[] | undefined>>

export const pathOf = ({ url }: FastifyRequest): string => url.split('?')[0] ?? ''
