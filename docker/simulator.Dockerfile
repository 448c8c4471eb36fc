# Image of the simulator. Build from the root of the repository: docker build -f docker/simulator.Dockerfile .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /apollo
COPY . .
# Compiled ahead of time too: the first answers come sooner.
RUN dotnet publish src/Simulator -c Release --use-current-runtime --self-contained false -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/runtime:10.0
WORKDIR /app
COPY --from=build /app .
RUN mkdir /data && chown $APP_UID /data
VOLUME /data
ENV Apollo__DataFolder=/data
USER $APP_UID
HEALTHCHECK --interval=30s --timeout=5s CMD ["/bin/sh", "-c", "grep -q Apollo.Simulator /proc/1/cmdline"]
ENTRYPOINT ["dotnet", "Apollo.Simulator.dll"]
