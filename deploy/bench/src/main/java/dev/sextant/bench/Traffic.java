package dev.sextant.bench;

/** How often a database was used. */
record Traffic(long statements, long commits) {
    Traffic since(Traffic before) {
        return new Traffic(statements - before.statements, commits - before.commits);
    }

    Traffic plus(Traffic more) {
        return new Traffic(statements + more.statements, commits + more.commits);
    }
}
