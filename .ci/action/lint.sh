#!/usr/bin/env bash
# The action's step “Lint”: check the articles; write the reports, the summary and the outputs.
set -euo pipefail
report=$RUNNER_TEMP/copydesk.sarif details=$RUNNER_TEMP/copydesk.md rules=$RUNNER_TEMP/copydesk-rules.json
rm -f "$report" "$details" "$rules"
options=(
    --output-format github --output-format "sarif=$report" --output-format "markdown=$details"
    --output-format "statistics-json=$rules"
)
case $SARIF in
    "") ;;
    /*) options+=(--output-format "sarif=$SARIF") ;;
    *) options+=(--output-format "sarif=$PWD/$SARIF") ;;
esac

source "$OWN/.ci/action/places.sh"
if [ -n "$base" ]; then options+=("--diff-base=$base"); fi
if [ -n "$FAIL_ON" ]; then options+=("--fail-on=$FAIL_ON"); fi
while IFS= read -r line; do if [ -n "$line" ]; then options+=("$line"); fi; done <<< "$ARGS"

status=0
"$RUNNER_TEMP/copydesk/bin/copydesk" check "${options[@]}" -- "${paths[@]}" || status=$?
echo "exit-status=$status" >> "$GITHUB_OUTPUT"
if [ ! -f "$report" ]; then exit 2; fi
"$RUNNER_TEMP/copydesk/bin/python" -I "$OWN/.ci/action/summary.py" "$rules" "$details"
