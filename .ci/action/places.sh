# What both steps of the action begin with: go to the top of the repository, and find out which files are meant (paths)
# and since which revision lines count as changed (base; empty for all lines).

# Nothing that the configuration of a repository names is run.
git() { command git -c core.hooksPath=/dev/null -c core.fsmonitor=false "$@"; }

cd "${WORKING_DIRECTORY:-.}"
prefix=$(git rev-parse --show-prefix 2>/dev/null || true)
top=$(git rev-parse --show-toplevel 2>/dev/null || pwd)
cd "$top"

paths=()
while IFS= read -r line; do
    case $line in
        "") ;;
        /*) paths+=("$line") ;;
        *) paths+=("$prefix$line") ;;
    esac
done <<< "$PATHS"

base_of_pull_request() {
    # GitHub checks a pull request out as its merge with the base branch, whose tip is the first parent. A shallow
    # checkout does not have the parents yet.
    if [ "${GITHUB_EVENT_NAME:-}" = pull_request ] && [ "$(git rev-parse HEAD)" = "${GITHUB_SHA:-}" ]; then
        if [ "$(git rev-parse --is-shallow-repository)" = true ]; then
            git fetch --quiet --no-tags --depth=2 origin "$GITHUB_SHA" || true
        fi
        if git rev-parse --quiet --verify "HEAD^2" >/dev/null; then
            git rev-parse "HEAD^1"
            return
        fi
    fi
    if ! git rev-parse --quiet --verify "origin/$GITHUB_BASE_REF" >/dev/null; then
        echo "::error::copydesk: the base of this pull request is not here: set fetch-depth: 0 for actions/checkout," \
            "or diff-base: none to see all findings" >&2
        return 2
    fi
    echo "origin/$GITHUB_BASE_REF"
}

base=${DIFF_BASE:-}
if [ "$base" = none ]; then
    base=
elif [ -z "$base" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
    base=$(base_of_pull_request)
fi
