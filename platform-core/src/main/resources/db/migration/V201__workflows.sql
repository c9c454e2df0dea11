create table workflow (
    id varchar(36) not null primary key,
    name varchar(200) not null,
    description varchar(2000) not null,
    draft ${longtext} not null,
    revision integer not null,
    versions integer not null,
    updated_at bigint not null,
    updated_by varchar(200) not null
);

create table workflow_version (
    id varchar(36) not null primary key,
    workflow_id varchar(36) not null,
    number integer not null,
    name varchar(200) not null,
    bpmn ${longtext} not null,
    plan ${longtext} not null,
    definition_id varchar(255) not null,
    deployed_at bigint not null,
    deployed_by varchar(200) not null,
    unique (workflow_id, number)
);
