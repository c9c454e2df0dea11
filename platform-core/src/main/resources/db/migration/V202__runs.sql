create table run (
    id varchar(36) not null primary key,
    workflow_id varchar(36) not null,
    version_id varchar(36) not null,
    workflow_name varchar(200) not null,
    version_number integer not null,
    state varchar(20) not null,
    started_by varchar(200) not null,
    started_at bigint not null,
    ended_at bigint,
    reason varchar(2000),
    end_reason varchar(2000),
    variables ${longtext} not null,
    record_count integer not null,
    request_key varchar(64) unique
);
create index run_by_workflow on run (workflow_id, id);
create index run_by_state on run (state, id);

create table run_record (
    run_id varchar(36) not null,
    entity varchar(130) not null,
    record_id varchar(100) not null,
    position integer not null,
    display_name varchar(400) not null,
    data ${longtext} not null,
    primary key (run_id, entity, record_id)
);

-- One row for each service node that an execution has reached.
create table node_run (
    id varchar(36) not null primary key,
    run_id varchar(36) not null,
    node_id varchar(200) not null,
    job_id varchar(64) not null,
    state varchar(20) not null,
    attempt integer not null,
    record_count integer not null,
    started_at bigint not null,
    ended_at bigint,
    outcomes varchar(300),
    reason varchar(2000),
    unique (run_id, node_id)
);
