# One machine's Dormouse (docs/one-server.md): built here, and run without root from a file system that it cannot write.
FROM node:24-slim AS build
WORKDIR /build
COPY . .
RUN npm ci && npm run package && mkdir -p dist/node_modules && cp -r node_modules/@dynoxide dist/node_modules/ \
  && chmod -R a+rX dist

FROM node:24-slim
RUN mkdir /data && chown node:node /data
COPY --from=build /build/dist /app
ENV HOST=0.0.0.0 PORT=8080 PUBLIC_URL=http://localhost:8080 DATA_DIR=/data
USER node
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "/app/dormouse.js"]
