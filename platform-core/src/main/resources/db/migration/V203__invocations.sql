-- A core that is alive; what an expired one owned is taken over.
create table core_member (
    id varchar(36) not null primary key,
    name varchar(200) not null,
    lease_until bigint not null
);

create table invocation (
    id varchar(36) not null primary key,
    run_id varchar(36) not null,
    node_run_id varchar(36) not null,
    node_id varchar(200) not null,
    attempt integer not null,
    siblings integer not null,
    record_count integer not null,
    plugin varchar(100) not null,
    target ${longtext} not null,
    state varchar(20) not null,
    owner varchar(36) not null,
    fence integer not null,
    next_at bigint not null,
    deadline bigint not null,
    stop_by bigint,
    tries integer not null,
    problem varchar(2000),
    opened_at bigint not null,
    ended_at bigint
);
create index invocation_of_node on invocation (node_run_id, attempt);
create index invocation_due on invocation (state, owner, next_at);

-- What became of one record in one attempt of a node run.
create table record_run (
    node_run_id varchar(36) not null,
    record_id varchar(100) not null,
    attempt integer not null,
    latest integer not null,
    invocation_id varchar(36) not null,
    position integer not null,
    display_name varchar(400) not null,
    snapshot ${longtext},
    state varchar(20) not null,
    outcome varchar(20),
    reason varchar(100),
    message varchar(4000),
    outputs ${longtext},
    late ${longtext},
    started_at bigint,
    ended_at bigint,
    output_bytes bigint not null,
    output_cut bigint not null,
    primary key (node_run_id, record_id, attempt)
);
create index record_run_of_invocation on record_run (invocation_id, record_id);

-- Where each piece of a record's output lies in object storage.
create table output_chunk (
    invocation_id varchar(36) not null,
    record_id varchar(100) not null,
    start_at bigint not null,
    length integer not null,
    stream varchar(3) not null,
    read_at bigint not null,
    object_key varchar(400) not null,
    object_offset bigint not null,
    primary key (invocation_id, record_id, start_at)
);
