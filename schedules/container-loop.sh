#!/bin/sh
# The jobs of docs/operations.md in a container, which has no cron: one round at a quarter past every hour.
# Each command is bounded by itself, says so where another one is at work, and does its part once however often it is run.
set -u
: "${CONTACT:?say how publishers reach you: CONTACT=you@example.org}"
umask 077
round() {
    # what is running is asked to end by the whole group's signal, and nothing is begun after it
    trap 'exit 0' TERM
    scrapy watch -s CONTACT="$CONTACT" "$@"
    scrapy alert "$@"
    scrapy digest --period day "$@"
    scrapy digest --period week "$@"
    if [ "$(date -u +%H)" = 03 ]; then
        scrapy upkeep "$@"
        scrapy backup "$@"
        scrapy doctor "$@"
    fi
}
stop() {
    trap '' TERM INT
    kill -TERM 0
    wait
    exit 0
}
trap stop TERM INT
while :; do
    round "$@" &
    wait $!
    # to a quarter past the next hour, by the clock, so that rounds do not drift
    now=$(date +%s)
    sleep $((3600 - (now - 900) % 3600)) &
    wait $!
done
