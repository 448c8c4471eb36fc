# Image of the web, a client of a silo elsewhere. Build from the root of the repository: docker build -f docker/web.Dockerfile .
FROM node:20-bookworm-slim AS client
WORKDIR /apollo/client
COPY client .
RUN npm ci --no-audit --no-fund && npm run build

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /apollo
COPY . .
COPY --from=client /apollo/client/dist client/dist
# Compiled ahead of time too: the first answers come sooner.
RUN dotnet publish src/ClusterWeb -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0 AS runtime

# Debian, not the runtime's own Ubuntu: only Debian has a Chromium as a package. It prints service reports to PDF.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates chromium fonts-dejavu-core libicu72 libssl3 tzdata \
  && rm -rf /var/lib/apt/lists/* \
  && useradd --uid 1654 --create-home app
COPY --from=runtime /usr/share/dotnet /usr/share/dotnet
ENV PATH=$PATH:/usr/share/dotnet DOTNET_RUNNING_IN_CONTAINER=true APP_UID=1654
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
VOLUME /data
ENV Apollo__DataFolder=/data
USER $APP_UID
ENV ASPNETCORE_URLS=http://+:8080
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/bin/bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/8080 && printf 'GET /health/live HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -1 <&3 | grep -q 200"]
ENTRYPOINT ["dotnet", "Apollo.ClusterWeb.dll"]
