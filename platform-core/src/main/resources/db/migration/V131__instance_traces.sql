-- What instances leave outside the database and that has no row of its own: images on hosts, identities at the auth-server.
create table instance_trace (
    kind varchar(16) not null,
    resource_host_id varchar(36) not null,
    name varchar(100) not null,
    primary key (kind, resource_host_id, name)
);
