-- One row per execution, so that a restarted executor takes up what runs and starts nothing twice. Times are
-- milliseconds since the epoch; started_at is 0 while nothing was sent to the host.
create table execution (
    request_id varchar(160) not null,
    record_id varchar(160) not null,
    state varchar(16) not null,
    host_id varchar(160) not null,
    address varchar(255) not null,
    port int not null,
    host_key varchar(2000) not null,
    started_at bigint not null,
    changed_at bigint not null,
    primary key (request_id, record_id)
);

create index execution_state on execution (state, changed_at);
