#!/usr/bin/env bash
# The action's step “Suggest fixes”: write the safe fixes into the pull request, where it has changed the lines.
set -euo pipefail
source "$OWN/.ci/action/places.sh"
fixes=$RUNNER_TEMP/copydesk-fixes.patch changed=$RUNNER_TEMP/copydesk-changed.patch other=$RUNNER_TEMP/copydesk-other
if [ -z "$base" ]; then exit 0; fi

# What is checked out may be the merge with the base; a suggestion holds for the branch itself. Files in which the two
# differ get none: their lines have other numbers there.
if ! git diff --name-only --no-renames -z "$HEAD_SHA" HEAD > "$other"; then
    echo "::notice::copydesk: no fixes are suggested: the last commit of the branch is not in this checkout"
    exit 0
fi
git -c core.quotePath=false diff -U0 --no-ext-diff --no-textconv --no-color --src-prefix=a/ --dst-prefix=b/ \
    "$base" HEAD > "$changed"
"$RUNNER_TEMP/copydesk/bin/copydesk" fix --diff --quiet -- "${paths[@]}" > "$fixes" 2>/dev/null || true
"$RUNNER_TEMP/copydesk/bin/python" -I "$OWN/.ci/action/suggestions.py" "$fixes" "$changed" "$other"
