# One image for every container of a lab (docs/CONTAINERS.md). Built from the lock; what builds it stays behind.
ARG NODE=20-bookworm
FROM node:${NODE} AS build
WORKDIR /app
COPY package.json package-lock.json tsconfig.json tsconfig.base.json ./
COPY packages packages
COPY scripts scripts
RUN npm ci --no-audit --no-fund
RUN node node_modules/typescript-7/bin/tsc -b packages/cluster-cli packages/appliance-daemon packages/mock-network packages/client-fleet packages/update-server packages/console/web \
 && npm run bundle
# All that is not in the bundles: the database driver, and of that no sources.
WORKDIR /native
RUN for part in better-sqlite3 bindings file-uri-to-path; do install -d node_modules && cp -a /app/node_modules/$part node_modules/; done \
 && cd node_modules/better-sqlite3 && rm -rf deps src binding.gyp \
 && find build -type f -not -name better_sqlite3.node -delete && find build -type d -empty -delete

FROM node:${NODE}-slim
WORKDIR /app
COPY --from=build /native/node_modules node_modules
COPY --from=build /app/bundle bundle
COPY package.json LICENSE ./
COPY labs labs
COPY runbooks runbooks
COPY deploy/start.mjs deploy/health.mjs deploy/
# The folders of the volumes belong to whoever runs: a volume that is new takes that over.
RUN for folder in /lab /members/a /members/b /members/witness /members/clients /members/update-server /members/console /member /data /console; do install -d -o node -g node -m 700 "$folder"; done \
 && printf '#!/bin/sh\nexec node /app/deploy/start.mjs "$@"\n' > /usr/local/bin/understudy && chmod 755 /usr/local/bin/understudy
USER node
WORKDIR /lab
ENV NODE_ENV=production
ENTRYPOINT ["node", "/app/deploy/start.mjs"]
CMD ["--help"]
