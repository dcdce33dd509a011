# copydesk in a small image. Build it in a checkout: docker build -t copydesk .
# Run it on the folder that you are in:               docker run --rm -v "$PWD:/work:ro" copydesk check
FROM python:3.13-slim AS build
WORKDIR /source
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY rules rules
# The environment is copied whole, so it is made where it will be.
RUN python -m venv /opt/copydesk && /opt/copydesk/bin/pip install --no-cache-dir . \
    && /opt/copydesk/bin/pip uninstall --yes pip

FROM python:3.13-slim
# --diff-base and --staged ask git, which makes the image about 100 MB larger: docker build --build-arg WITH=git …
ARG WITH=""
RUN if [ -n "$WITH" ]; then apt-get update && apt-get install --yes --no-install-recommends $WITH \
    && rm -rf /var/lib/apt/lists/*; fi \
    && useradd --create-home --uid 10001 copydesk
COPY --from=build /opt/copydesk /opt/copydesk
ENV PATH=/opt/copydesk/bin:$PATH
# Whoever wrote the articles wrote every file in /work: no user of the system can do more than read and write there.
USER copydesk
WORKDIR /work
ENTRYPOINT ["copydesk"]
CMD ["check"]
