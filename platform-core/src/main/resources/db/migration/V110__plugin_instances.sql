create table resource_host (
    id varchar(36) not null primary key,
    name varchar(64) not null,
    kind varchar(16) not null,
    address varchar(300) not null,
    state varchar(16) not null,
    engine_version varchar(64),
    cpus integer not null,
    memory_bytes bigint not null,
    problem varchar(1000),
    changed_at ${timestamp} not null,
    constraint resource_host_once unique (name)
);

create table plugin_instance (
    id varchar(36) not null primary key,
    package_id varchar(36) not null,
    plugin varchar(64) not null,
    version varchar(64) not null,
    resource_host_id varchar(36) not null,
    desired varchar(16) not null,
    state varchar(16) not null,
    state_since ${timestamp} not null,
    container_id varchar(64),
    address varchar(200),
    started_at ${timestamp},
    restarts integer not null,
    failures integer not null,
    not_before ${timestamp},
    problem_code varchar(64),
    problem_detail varchar(1000),
    revision bigint not null,
    constraint plugin_instance_package foreign key (package_id) references plugin_package (id)
);
create index plugin_instance_state on plugin_instance (state);
