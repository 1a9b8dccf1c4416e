import { render } from 'preact'
import { Console } from './console.tsx'
import { PageState } from './page-state.ts'
import { Server, takeToken } from './server.ts'

const state = new PageState()
const server = new Server(takeToken())
const place = document.getElementById('console')
if (place !== null) render(<Console state={state} server={server} />, place)
void server.follow(state)
