# JupyterLab with Apollo's notebooks. Build from the root of the repository: docker build -f docker/notebooks.Dockerfile .
FROM node:20-bookworm-slim AS charts
COPY notebooks/package.json notebooks/package-lock.json /
RUN npm ci --no-audit --no-fund

FROM python:3.13-slim-bookworm
RUN apt-get update && apt-get install -y --no-install-recommends chromium && rm -rf /var/lib/apt/lists/*
COPY notebooks/requirements.txt /tmp/requirements.txt
RUN pip install --no-cache-dir -r /tmp/requirements.txt && useradd --create-home apollo
# What draws Altair's charts: found from the folder of the notebooks, which is mounted over what the image has there.
COPY --from=charts /usr/local/bin/node /usr/local/bin/node
COPY --from=charts /node_modules /node_modules
USER apollo
WORKDIR /notebooks
EXPOSE 8888
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8888/api', timeout=4)"]
# JUPYTER_TOKEN opens it; without one JupyterLab makes one and says it in its log.
CMD ["jupyter", "lab", "--ip=0.0.0.0", "--port=8888", "--no-browser", "--ServerApp.root_dir=/notebooks"]
