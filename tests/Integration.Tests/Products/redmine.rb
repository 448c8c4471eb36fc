# Drives Debian's Redmine through its own models, as its pages would: makes its tables, fills them, says
# "filled NAME ID …", then does what each line of its input says and answers "done".
# Started with a folder of its own, the only one it writes into, and DATABASE_URL, BUNDLE_GEMFILE and TZ.
Dir.chdir('/usr/share/redmine')
require '/usr/share/redmine/config/application'

settings = Rails.application.config
settings.paths['log'] = File.join(ARGV.fetch(0), 'log')
settings.paths['tmp'] = File.join(ARGV.fetch(0), 'tmp')
settings.cache_store = :null_store
settings.log_level = :error
settings.eager_load = false
Rails.application.initialize!
# In a process of its own: models that migrations have used keep what they knew of the tables then.
migration = fork do
  ActiveRecord::Migration.verbose = false
  ActiveRecord::Base.connection.migration_context.migrate
end
Process.wait2(migration).last.success? || raise('The tables could not be made.')
Redmine::DefaultData::Loader.load('en')

# Mails to people are not what is tested here, and cost most of the time.
Setting.notified_events = []
Setting.issue_group_assignment = 1
# Projects have teams, not trackers, of their own.
Setting.cross_project_issue_relations = 1

def as(login) = User.current = User.find_by!(login: login)
def value(name, value) = [IssueCustomField.find_by!(name: name).id.to_s, value]

def create(project, tracker, subject, status: 'New', **more)
  as(more.delete(:by) || 'gil')
  issue = Issue.new(project: Project.find(project), author: User.current)
  issue.safe_attributes = {
    'tracker_id' => Tracker.find_by!(name: tracker).id, 'subject' => subject,
    'status_id' => status(status),
    'priority_id' => IssuePriority.find_by!(name: more.delete(:priority) || 'Normal').id
  }
  # What a reporter's form does not have, whoever sorts the mail fills in.
  as('ana')
  issue.safe_attributes = more.transform_keys(&:to_s)
  issue.save!
  raise "#{subject} is #{issue.status}" unless issue.status.name == status
  issue.id
end

def edit(who, id, **what)
  as(who)
  issue = Issue.find(id)
  issue.init_journal(User.current)
  issue.safe_attributes = what.transform_keys(&:to_s)
  issue.save!
  unkept = what.slice(:status_id, :assigned_to_id, :project_id).reject { |name, to| issue.reload[name] == to }
  raise "#{id} does not take #{unkept}" unless unkept.empty?
end

def relate(id, type, other)
  as('ana')
  relation = IssueRelation.new(issue_from: Issue.find(id))
  relation.safe_attributes = { 'issue_to_id' => other.to_s, 'relation_type' => type }
  relation.init_journals(User.current)
  relation.save!
end

def status(name) = IssueStatus.find_by!(name: name).id
def person(login) = login == 'night' ? Group.find_by!(lastname: 'Night shift').id : User.find_by!(login: login).id
def day(days) = (Date.today + days).to_s

as('admin')
visit = Tracker.new(name: 'Visit', default_status: IssueStatus.find_by!(name: 'New'))
visit.save!
visit.copy_workflow_rules(Tracker.find_by!(name: 'Bug'))
# What was done on the telephone is closed when it is written down.
%w[New Closed].each do |name|
  WorkflowTransition.create!(tracker: Tracker.find_by!(name: 'Support'), role: Role.find_by!(name: 'Manager'),
    old_status_id: 0, new_status: IssueStatus.find_by!(name: name))
end
%w[Location Service Channel Rating].each do |name|
  IssueCustomField.create!(name: name, field_format: 'string', is_for_all: true, trackers: Tracker.all.to_a)
end
projects = %w[Network Mail Old].map do |name|
  Project.create!(name: name, identifier: name.downcase, tracker_ids: Tracker.pluck(:id))
end
people = [%w[ana Ana Lima], %w[cleo Cleo Orr], %w[gil Gil Guest]].map do |login, first, last|
  user = User.new(firstname: first, lastname: last, mail: "#{login}@example.com", language: 'en')
  user.login = login
  user.password = user.password_confirmation = 'never used'
  user.save!
  user
end
night = Group.create!(lastname: 'Night shift')
projects.product([*people, night]).each do |project, member|
  role = Role.find_by!(name: member == people.last ? 'Reporter' : 'Manager')
  Member.create!(project: project, principal: member, roles: [role])
end
IssueCategory.create!(project: projects.first, name: 'Hardware')

made = {
  printer: create('network', 'Bug', 'Printer', priority: 'Immediate', assigned_to_id: person('ana'),
    category_id: IssueCategory.first.id, start_date: day(-5), due_date: day(-2),
    custom_field_values: [value('Location', 'Lyon'), value('Service', 'Print'), value('Channel', 'phone')].to_h),
  mailbox: create('mail', 'Support', 'Mailbox', due_date: day(1)),
  copy: create('network', 'Bug', 'Printer again', priority: 'Urgent'),
  held: create('network', 'Bug', 'Held', priority: 'High', assigned_to_id: person('cleo')),
  ended: create('network', 'Bug', 'Ended', priority: 'Low', assigned_to_id: person('ana')),
  turned: create('mail', 'Bug', 'Turned'),
  again: create('network', 'Feature', 'Again', assigned_to_id: person('night')),
  gone: create('mail', 'Bug', 'Gone'),
  noted: create('mail', 'Bug', 'Noted'),
  talked: create('mail', 'Bug', 'Talked', custom_field_values: [value('Location', 'Lyon')].to_h),
  once: create('network', 'Support', 'Done at once', by: 'ana', status: 'Closed'),
  old: create('old', 'Bug', 'Old')
}
made[:look] = create('network', 'Visit', 'Look at it', assigned_to_id: person('ana'), start_date: day(0),
  due_date: day(0), custom_field_values: [value('Location', 'Lyon')].to_h)
made[:part] = create('network', 'Visit', 'Bring a part', priority: 'High', parent_issue_id: made[:held],
  start_date: day(1))
made[:late] = create('network', 'Visit', 'Look later', start_date: day(3), due_date: day(4))
relate(made[:look], 'relates', made[:printer])
edit('ana', made[:mailbox], notes: 'We look at it')
edit('ana', made[:talked], notes: 'We look at it')
edit('cleo', made[:held], status_id: status('Feedback'))
edit('cleo', made[:held], assigned_to_id: person('ana'), notes: 'Over to you')
edit('ana', made[:ended], status_id: status('Resolved'))
edit('gil', made[:ended], notes: 'Thank you')
edit('ana', made[:ended], status_id: status('Closed'), custom_field_values: [value('Rating', '4')].to_h)
edit('ana', made[:turned], status_id: status('Rejected'), notes: 'Not ours')
edit('ana', made[:again], status_id: status('Closed'))
edit('ana', made[:again], status_id: status('In Progress'), notes: 'Still broken')
edit('ana', made[:noted], notes: 'Between us', private_notes: true)

$stdout.sync = true
puts "filled #{made.flatten.join(' ')}"
while (line = $stdin.gets)
  what, id, other = line.split
  case what
  when 'status' then edit('ana', id, status_id: status(other))
  when 'give' then edit('ana', id, assigned_to_id: person(other))
  when 'move' then edit('ana', id, project_id: Project.find(other).id)
  when 'answer' then edit('ana', id, notes: 'It is the tray')
  when 'rate' then edit('ana', id, custom_field_values: [value('Rating', other)].to_h)
  when 'due' then edit('ana', id, due_date: day(other.to_i))
  when 'duplicate' then relate(id, 'duplicates', other)
  when 'relate' then relate(id, 'relates', other)
  when 'delete' then as('ana') && Issue.find(id).destroy
  when 'archive' then (as('admin') && Project.find(id).archive) || raise("#{id} stays")
  else raise "What is #{what}?"
  end
  puts 'done'
end
