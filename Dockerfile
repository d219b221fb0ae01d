FROM python:3.11-slim AS libraries
RUN pip install --no-cache-dir uv==0.13.9
COPY requirements.txt .
RUN uv venv /venv && uv pip sync --compile-bytecode --require-hashes --python /venv/bin/python requirements.txt

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONPATH=/site:/site/platform PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    DATA_DIR=/data WEB_CONCURRENCY=2
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin site && install -d -o site /data
COPY --from=libraries /venv /venv
WORKDIR /site
COPY . .
RUN python -m compileall -q fichesactions platform search
# Style sheets and scripts get their final names here; no real secret is needed for that.
RUN SECRET_KEY=only-to-collect-the-static-files-of-this-image ALLOWED_HOSTS=localhost DATA_DIR=/tmp/data \
    python manage.py collectstatic --noinput --verbosity 0
USER site
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s CMD ["python", "-m", "operations.probe", "live"]
# One line a process: web here, `python manage.py run_tasks` for the worker. WEB_CONCURRENCY is uvicorn's own variable.
CMD ["uvicorn", "config.asgi:application", "--host", "0.0.0.0", "--port", "8000", "--lifespan", "off", \
     "--no-server-header", "--ws-max-size", "65536", "--timeout-graceful-shutdown", "20"]
