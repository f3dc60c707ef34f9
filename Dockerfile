# One image that needs no network at run time. Build: docker build -t cleanmatch .   Run: see README.md.
FROM node:22-bookworm AS build
WORKDIR /app
COPY . .
# The same steps as npm start: packages as the lock file names them, then the build.
RUN node -e "import('./setup/prepare.mjs').then(({ prepare }) => prepare())" && npm prune --omit=dev

FROM node:22-bookworm-slim
WORKDIR /app
ENV NODE_ENV=production HOST=0.0.0.0 CLEANMATCH_DATA=/data
COPY --from=build --chown=root:root /app/package.json ./
COPY --from=build --chown=root:root /app/node_modules ./node_modules
COPY --from=build --chown=root:root /app/dist ./dist
COPY --from=build --chown=root:root /app/corpus ./corpus
COPY --from=build --chown=root:root /app/models ./models
RUN mkdir /data && chown node:node /data
VOLUME /data
# The code belongs to root and is only read: run with --read-only, and write nowhere but /data.
USER node
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=3s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/start/server.js"]
