-- Databases and logins of the compose stack. Run by sqlcmd with variables; may run again at every start.
-- itsm: what the simulator writes and Apollo only reads. cluster: Orleans membership.
IF DB_ID('itsm') IS NULL CREATE DATABASE itsm;
IF DB_ID('cluster') IS NULL CREATE DATABASE cluster;
GO
-- Readers see committed rows without waiting for writers.
ALTER DATABASE itsm SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK IMMEDIATE;
GO
IF SUSER_ID('simulator') IS NULL CREATE LOGIN simulator WITH PASSWORD = '$(SIMULATOR_PASSWORD)';
IF SUSER_ID('apollo_reader') IS NULL CREATE LOGIN apollo_reader WITH PASSWORD = '$(READER_PASSWORD)';
IF SUSER_ID('apollo_silo') IS NULL CREATE LOGIN apollo_silo WITH PASSWORD = '$(SILO_PASSWORD)';
IF SUSER_ID('apollo_web') IS NULL CREATE LOGIN apollo_web WITH PASSWORD = '$(WEB_PASSWORD)';
GO
USE itsm;
IF USER_ID('simulator') IS NULL CREATE USER simulator FOR LOGIN simulator;
IF USER_ID('apollo_reader') IS NULL CREATE USER apollo_reader FOR LOGIN apollo_reader;
ALTER ROLE db_owner ADD MEMBER simulator;
ALTER ROLE db_datareader ADD MEMBER apollo_reader;
GO
USE cluster;
IF USER_ID('apollo_silo') IS NULL CREATE USER apollo_silo FOR LOGIN apollo_silo;
IF USER_ID('apollo_web') IS NULL CREATE USER apollo_web FOR LOGIN apollo_web;
ALTER ROLE db_owner ADD MEMBER apollo_silo;
ALTER ROLE db_datareader ADD MEMBER apollo_web;
GO
