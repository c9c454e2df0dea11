-- Instants are milliseconds since the epoch here: the same on every vendor, free of time zones.
create table event_sequence (
    id integer not null primary key,
    last bigint not null
);
insert into event_sequence (id, last) values (1, 0);

create table event (
    position bigint not null primary key,
    type varchar(64) not null,
    at bigint not null,
    actor varchar(200) not null,
    run_id varchar(36),
    node_id varchar(255),
    data ${longtext} not null
);
create index event_of_run on event (run_id, position);
create index event_by_age on event (at, position);
